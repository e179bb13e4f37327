#include "bundle.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// Written by `make bundle`; a test compares the lists with the folders.
// #embed puts the files into the binary as they are and makes the build notice when one changes.

static const unsigned char chain_csv[] = {
#embed "../Data/chain.csv"
};
static const unsigned char claim_tests_csv[] = {
#embed "../Data/claim_tests.csv"
};
static const unsigned char claims_csv[] = {
#embed "../Data/claims.csv"
};
static const unsigned char consensus_csv[] = {
#embed "../Data/consensus.csv"
};
static const unsigned char eps_bridge_csv[] = {
#embed "../Data/eps_bridge.csv"
};
static const unsigned char eps_presets_csv[] = {
#embed "../Data/eps_presets.csv"
};
static const unsigned char ess_annual_csv[] = {
#embed "../Data/ess_annual.csv"
};
static const unsigned char events_csv[] = {
#embed "../Data/events.csv"
};
static const unsigned char factories_csv[] = {
#embed "../Data/factories.csv"
};
static const unsigned char factory_capacity_csv[] = {
#embed "../Data/factory_capacity.csv"
};
static const unsigned char fsd_deferred_csv[] = {
#embed "../Data/fsd_deferred.csv"
};
static const unsigned char fx_csv[] = {
#embed "../Data/fx.csv"
};
static const unsigned char index_closes_csv[] = {
#embed "../Data/index_closes.csv"
};
static const unsigned char index_constituents_csv[] = {
#embed "../Data/index_constituents.csv"
};
static const unsigned char index_weights_csv[] = {
#embed "../Data/index_weights.csv"
};
static const unsigned char instruments_csv[] = {
#embed "../Data/instruments.csv"
};
static const unsigned char peers_csv[] = {
#embed "../Data/peers.csv"
};
static const unsigned char prices_csv[] = {
#embed "../Data/prices.csv"
};
static const unsigned char quarters_csv[] = {
#embed "../Data/quarters.csv"
};
static const unsigned char rebalances_csv[] = {
#embed "../Data/rebalances.csv"
};
static const unsigned char scenario_correlations_csv[] = {
#embed "../Data/scenario_correlations.csv"
};
static const unsigned char scenarios_csv[] = {
#embed "../Data/scenarios.csv"
};
static const unsigned char shares_csv[] = {
#embed "../Data/shares.csv"
};
static const unsigned char sources_csv[] = {
#embed "../Data/sources.csv"
};
static const unsigned char splits_csv[] = {
#embed "../Data/splits.csv"
};
static const unsigned char tracking_assets_csv[] = {
#embed "../Data/tracking_assets.csv"
};
static const unsigned char tsla_events_csv[] = {
#embed "../Data/tsla_events.csv"
};
static const unsigned char catppuccin_latte_yaml[] = {
#embed "../../../../themes/catppuccin-latte.yaml"
};
static const unsigned char catppuccin_mocha_yaml[] = {
#embed "../../../../themes/catppuccin-mocha.yaml"
};
static const unsigned char dracula_yaml[] = {
#embed "../../../../themes/dracula.yaml"
};
static const unsigned char gruvbox_dark_yaml[] = {
#embed "../../../../themes/gruvbox-dark.yaml"
};
static const unsigned char gruvbox_light_yaml[] = {
#embed "../../../../themes/gruvbox-light.yaml"
};
static const unsigned char nord_yaml[] = {
#embed "../../../../themes/nord.yaml"
};
static const unsigned char one_dark_yaml[] = {
#embed "../../../../themes/one-dark.yaml"
};
static const unsigned char rose_pine_yaml[] = {
#embed "../../../../themes/rose-pine.yaml"
};
static const unsigned char solarized_dark_yaml[] = {
#embed "../../../../themes/solarized-dark.yaml"
};
static const unsigned char solarized_light_yaml[] = {
#embed "../../../../themes/solarized-light.yaml"
};
static const unsigned char tokyo_night_yaml[] = {
#embed "../../../../themes/tokyo-night.yaml"
};

#define FILE_ENTRY(name, bytes) {name, bytes, sizeof bytes}

static const bundled_file facts[] = {
  FILE_ENTRY("chain.csv", chain_csv),
  FILE_ENTRY("claim_tests.csv", claim_tests_csv),
  FILE_ENTRY("claims.csv", claims_csv),
  FILE_ENTRY("consensus.csv", consensus_csv),
  FILE_ENTRY("eps_bridge.csv", eps_bridge_csv),
  FILE_ENTRY("eps_presets.csv", eps_presets_csv),
  FILE_ENTRY("ess_annual.csv", ess_annual_csv),
  FILE_ENTRY("events.csv", events_csv),
  FILE_ENTRY("factories.csv", factories_csv),
  FILE_ENTRY("factory_capacity.csv", factory_capacity_csv),
  FILE_ENTRY("fsd_deferred.csv", fsd_deferred_csv),
  FILE_ENTRY("fx.csv", fx_csv),
  FILE_ENTRY("index_closes.csv", index_closes_csv),
  FILE_ENTRY("index_constituents.csv", index_constituents_csv),
  FILE_ENTRY("index_weights.csv", index_weights_csv),
  FILE_ENTRY("instruments.csv", instruments_csv),
  FILE_ENTRY("peers.csv", peers_csv),
  FILE_ENTRY("prices.csv", prices_csv),
  FILE_ENTRY("quarters.csv", quarters_csv),
  FILE_ENTRY("rebalances.csv", rebalances_csv),
  FILE_ENTRY("scenario_correlations.csv", scenario_correlations_csv),
  FILE_ENTRY("scenarios.csv", scenarios_csv),
  FILE_ENTRY("shares.csv", shares_csv),
  FILE_ENTRY("sources.csv", sources_csv),
  FILE_ENTRY("splits.csv", splits_csv),
  FILE_ENTRY("tracking_assets.csv", tracking_assets_csv),
  FILE_ENTRY("tsla_events.csv", tsla_events_csv),
  {NULL, NULL, 0},
};

static const bundled_file themes[] = {
  FILE_ENTRY("catppuccin-latte.yaml", catppuccin_latte_yaml),
  FILE_ENTRY("catppuccin-mocha.yaml", catppuccin_mocha_yaml),
  FILE_ENTRY("dracula.yaml", dracula_yaml),
  FILE_ENTRY("gruvbox-dark.yaml", gruvbox_dark_yaml),
  FILE_ENTRY("gruvbox-light.yaml", gruvbox_light_yaml),
  FILE_ENTRY("nord.yaml", nord_yaml),
  FILE_ENTRY("one-dark.yaml", one_dark_yaml),
  FILE_ENTRY("rose-pine.yaml", rose_pine_yaml),
  FILE_ENTRY("solarized-dark.yaml", solarized_dark_yaml),
  FILE_ENTRY("solarized-light.yaml", solarized_light_yaml),
  FILE_ENTRY("tokyo-night.yaml", tokyo_night_yaml),
  {NULL, NULL, 0},
};

const bundled_file *bundled_facts(void) { return facts; }

const bundled_file *bundled_themes(void) { return themes; }
