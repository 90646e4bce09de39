using Ayni.Numerics;

namespace Ayni.Training;

/// <summary>Ranks by the dot product of the factors that <see cref="ImplicitAls"/> finds.</summary>
/// <param name="options">Options of the fit; null for the defaults.</param>
/// <param name="threads">Threads of the fit; 0 for one a processor.</param>
/// <param name="progress">Told after each half-sweep.</param>
public sealed class ImplicitAlsRecommender(
    ImplicitAlsOptions? options = null, int threads = 0, IProgress<AlsProgress>? progress = null) : IRecommender
{
    private readonly ImplicitAlsOptions _options = (options ?? new ImplicitAlsOptions()).Validated();

    /// <inheritdoc/>
    public string Name => "als";

    /// <inheritdoc/>
    public int Items => Model is null ? 0 : Model.ItemFactors.Length / Model.Rank;

    /// <summary>The factors; null before a fit.</summary>
    public ImplicitAlsModel? Model { get; private set; }

    /// <inheritdoc/>
    public void Fit(CsrMatrix weights, CancellationToken cancellationToken = default)
    {
        Model = null;
        var confidences = Confidence.FromWeights(weights, _options.ConfidenceScale);
        Model = ImplicitAls.Fit(confidences, _options, threads, progress, cancellationToken);
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<int> users, Span<float> scores)
    {
        var model = Model ?? throw new InvalidOperationException("ALS was not fitted.");
        var queries = new float[users.Length * model.Rank];
        for (var slot = 0; slot < users.Length; slot++)
        {
            model.UserFactors.AsSpan(users[slot] * model.Rank, model.Rank)
                .CopyTo(queries.AsSpan(slot * model.Rank));
        }

        ScoreScan.Scores(queries, model.ItemFactors, model.Rank, scores);
    }
}
