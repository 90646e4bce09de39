namespace Ayni.Gateway.Training;

/// <summary>Type weights and decay of a training run to start; what is left out has its default.</summary>
public sealed record WeightsRequestBody
{
    public double? View { get; init; }

    public double? Cart { get; init; }

    public double? Purchase { get; init; }

    public double? Rating { get; init; }

    public double? Search { get; init; }

    public double? Like { get; init; }

    public double? Wishlist { get; init; }

    public double? Share { get; init; }

    public double? Dislike { get; init; }

    public double? Hide { get; init; }

    public double? HalfLifeDays { get; init; }

    public int? NewestPerUser { get; init; }

    /// <summary>
    /// Weights of the shop's own types, by name, from -100 to 100; those left out weigh what the shop declared.
    /// </summary>
    public IReadOnlyDictionary<string, double>? Custom { get; init; }
}
