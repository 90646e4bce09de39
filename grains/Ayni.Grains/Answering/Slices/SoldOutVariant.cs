namespace Ayni.Grains.Answering;

/// <summary>A sold-out variant with a score that its siblings in stock, in whatever part, may have.</summary>
[GenerateSerializer, Immutable, Alias("ayni.sold-out-variant")]
internal sealed record SoldOutVariant
{
    /// <summary>External id.</summary>
    [Id(0)] public required string ProductId { get; init; }

    /// <summary>Family of variants.</summary>
    [Id(1)] public required string Family { get; init; }

    /// <summary>Weighted score by each scorer, in their order; NaN where one has nothing to say.</summary>
    [Id(2)] public required float[] Parts { get; init; }

    /// <summary>Sum of the parts.</summary>
    [Id(3)] public required float Sum { get; init; }

    /// <summary>What it is; null where that was not asked for.</summary>
    [Id(4)] public GatheredProduct? Facts { get; init; }
}
