namespace Ayni.Gateway.Training;

/// <summary>Type weights and decay of a training run to start; what is left out has its default.</summary>
public sealed record WeightsRequestBody
{
    public double? View { get; init; }

    public double? Cart { get; init; }

    public double? Purchase { get; init; }

    public double? Rating { get; init; }

    public double? Search { get; init; }

    public double? HalfLifeDays { get; init; }

    public int? NewestPerUser { get; init; }
}
