namespace Ayni.Recommenders;

/// <summary>
/// Graph filtering in two bands: a low-pass of the spectrum for what many share, and walks over the neighbourhood for
/// what few share and the truncated spectrum loses. Deviation from GF-CF, which adds the two as they come: each is
/// divided by its standard deviation for the user at hand, and each has its own normalisation of the graph.
/// </summary>
public static class GraphFilter
{
    /// <summary>Name of the model in reports.</summary>
    public const string Name = "graph-filter";

    /// <summary>Name of its blend with ALS in reports.</summary>
    public const string BlendName = "filter-blend";

    /// <summary>A model not yet fitted.</summary>
    /// <param name="options">Options; null for the defaults.</param>
    /// <param name="threads">Threads of the fit; 0 for one a processor.</param>
    /// <param name="progress">Told the share of the fit that is done, up to 1.</param>
    public static BlendedRecommender Create(
        GraphFilterOptions? options = null, int threads = 0, IProgress<double>? progress = null) =>
        new(Name, [.. Parts((options ?? new GraphFilterOptions()).Validated(), threads, progress)]);

    /// <summary>A blend with ALS, not yet fitted.</summary>
    /// <param name="options">Options of the filter.</param>
    /// <param name="als">ALS, which is the blend's from now on.</param>
    /// <param name="alsWeight">Weight of ALS beside the low-pass part, of weight 1; over 0 to 1,000.</param>
    /// <param name="threads">Threads of the filter's fit; 0 for one a processor.</param>
    /// <param name="progress">Told the share of the filter's fit that is done, up to 1.</param>
    public static BlendedRecommender CreateBlend(
        GraphFilterOptions options,
        ImplicitAlsRecommender als,
        double alsWeight,
        int threads = 0,
        IProgress<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(BlendName, [.. Parts(options.Validated(), threads, progress), new BlendPart(als, alsWeight)]);
    }

    private static BlendPart[] Parts(GraphFilterOptions options, int threads, IProgress<double>? progress) =>
    [
        new BlendPart(new SpectralFilterRecommender(options.Spectral, threads, progress), 1),
        new BlendPart(new WalkFilterRecommender(options.Walk), options.WalkWeight),
    ];
}
