namespace Ayni.Recommenders;

/// <summary>λ of one row, scaled by its frequency (Rendle et al. 2021, section 3.3).</summary>
public static class RowRegularization
{
    /// <summary>λ · (entries + α₀ · rows of the other side)^ν.</summary>
    /// <param name="options">Give λ, α₀ and ν.</param>
    /// <param name="entries">Entries of the row.</param>
    /// <param name="otherRows">Rows of the other side.</param>
    public static double Of(ImplicitAlsOptions options, int entries, int otherRows)
    {
        ArgumentNullException.ThrowIfNull(options);
        var frequency = entries + (options.UnobservedWeight * otherRows);

        // Written out for 1, so that the default's bits do not hang on the platform's power function.
        var scaled = options.FrequencyScaling == 1 ? frequency : Math.Pow(frequency, options.FrequencyScaling);
        return options.Regularization * scaled;
    }
}
