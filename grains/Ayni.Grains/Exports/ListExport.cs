namespace Ayni.Grains.Exports;

/// <summary>Everybody's lists, as of one position of the log and one version of the model.</summary>
public sealed record ListExport
{
    /// <summary>Scenario that the lists are of.</summary>
    public required string Scenario { get; init; }

    /// <summary>Its version.</summary>
    public required int ScenarioVersion { get; init; }

    /// <summary>Version of the model; null: there is none, and popularity answers.</summary>
    public required string? ModelVersion { get; init; }

    /// <summary>Log position that every list takes into account.</summary>
    public required long Position { get; init; }

    /// <summary>
    /// Lists of all who met a product, a block at a time, by user id (in <see cref="Domain.Interactions.IdOrder"/>).
    /// Made as they are asked for: a few blocks ahead, whatever the number of shoppers. To be read once.
    /// </summary>
    public required IAsyncEnumerable<IReadOnlyList<ShopperList>> Blocks { get; init; }
}
