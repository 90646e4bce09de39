using Ayni.Domain.Catalog;
using Ayni.Domain.Scenarios;

namespace Ayni.Grains.Exports;

/// <summary>Which lists to make.</summary>
public sealed record ListOrder
{
    /// <summary>Name of the scenario.</summary>
    public string Scenario { get; init; } = ShippedScenarios.Home;

    /// <summary>Products a list; null: as many as the scenario says. <value>Range 1 to 500.</value></summary>
    public int? Count { get; init; }

    /// <summary>Where everybody looks from: what is shown there, at its prices.</summary>
    public ShopView View { get; init; }
}
