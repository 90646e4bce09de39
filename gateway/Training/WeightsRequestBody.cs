namespace Ayni.Gateway.Training;

/// <summary>Type weights and decay of a training run to start; what is left out has its default.</summary>
public sealed record WeightsRequestBody
{
    /// <summary>Weight of a view, 0 to 100. Default 0.25.</summary>
    public double? View { get; init; }

    /// <summary>Weight of a cart, 0 to 100. Default 0.5.</summary>
    public double? Cart { get; init; }

    /// <summary>Weight of a purchase, 0 to 100. Default 1.</summary>
    public double? Purchase { get; init; }

    /// <summary>Weight of a rating of 5, 0 to 100. Default 1.</summary>
    public double? Rating { get; init; }

    /// <summary>Weight of a search that led to a product, 0 to 100. Default 0.25.</summary>
    public double? Search { get; init; }

    /// <summary>Days after which an interaction counts half. Default: no decay.</summary>
    public double? HalfLifeDays { get; init; }

    /// <summary>Newest interactions of a shopper that count, 1 to 65,536. Default 4,096.</summary>
    public int? NewestPerUser { get; init; }
}
