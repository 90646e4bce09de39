namespace Ayni.Grains.Answering;

/// <summary>A product as the silo that holds its part of the catalogue knows it.</summary>
[GenerateSerializer, Immutable, Alias("ayni.gathered-product")]
internal sealed record GatheredProduct
{
    /// <summary>External id.</summary>
    [Id(0)] public required string ProductId { get; init; }

    /// <summary>Whether the catalogue holds it.</summary>
    [Id(1)] public bool IsCatalogued { get; init; }

    /// <summary>Price; null if it has none.</summary>
    [Id(2)] public decimal? Price { get; init; }

    /// <summary>Family of variants; null if it has none.</summary>
    [Id(3)] public string? ParentId { get; init; }

    /// <summary>Popularity, 0 to 1; NaN of a product that nobody met.</summary>
    [Id(4)] public float Popularity { get; init; }

    /// <summary>Text vector; empty where there is none.</summary>
    [Id(5)] public required float[] Vector { get; init; }

    /// <summary>Its share of the model; null: the model has not met it, or the asker knows it already.</summary>
    [Id(6)] public ModelFacts? Model { get; init; }
}
