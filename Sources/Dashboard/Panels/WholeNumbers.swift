// In every file of this target: a Double becomes a whole number by `init(rounding:)` alone.
@_exported import WholeNumbers
