namespace Ayni.Grains.Answering;

/// <summary>What likeness to a product goes by.</summary>
[GenerateSerializer, Immutable, Alias("ayni.likeness-traits")]
internal sealed record LikenessTraits
{
    /// <summary>External id.</summary>
    [Id(0)] public required string ProductId { get; init; }

    /// <summary>Shoppers who met it in training; 0 where the model has not met it.</summary>
    [Id(1)] public double Evidence { get; init; }

    /// <summary>Its factor; empty where the model has not met it.</summary>
    [Id(2)] public required float[] Factor { get; init; }

    /// <summary>Length of the factor.</summary>
    [Id(3)] public float Length { get; init; }

    /// <summary>Text vector; empty where there is none.</summary>
    [Id(4)] public required float[] Vector { get; init; }
}
