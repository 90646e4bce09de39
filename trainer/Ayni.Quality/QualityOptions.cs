namespace Ayni.Quality;

/// <summary>
/// When a difference is a finding. Each needs both: a chance so small that it is none, and a size that matters; with a
/// million rows every difference is beyond chance, with fifty none that one sees in a picture is.
/// </summary>
/// <remarks>
/// The thresholds of the distances agree with each other: a normal column that moves by d of its standard deviations
/// has a PSI of d², a scaled Wasserstein distance of d, a Jensen–Shannon distance of about √(d² / (8 ln 2)) and a
/// Kolmogorov–Smirnov gap of 2Φ(d/2) − 1. PSI .1 and .25 are d = .32 and .5.
/// </remarks>
public sealed record QualityOptions
{
    /// <summary>
    /// Largest share of findings that are chance, after Benjamini and Hochberg over all tests of a report; where
    /// nothing shifted, the chance that a report has any finding. 0.01: at a report a day a false alarm in three months
    /// at most.
    /// </summary>
    public double FalseDiscoveryRate { get; init; } = 0.01;

    /// <summary>PSI from which a column shifted. .1: the banks' "some change" (Siddiqi 2006).</summary>
    public double ModeratePsi { get; init; } = 0.1;

    /// <summary>PSI from which it shifted a lot. .25: the banks' "redevelop the score card" (Siddiqi 2006).</summary>
    public double MajorPsi { get; init; } = 0.25;

    /// <summary>Scaled Wasserstein distance from which a column shifted. .32 = √.1, see the remarks.</summary>
    public double ModerateWasserstein { get; init; } = 0.32;

    /// <summary>The same for a lot. .5 = √.25; Cohen's (1988) medium difference of means.</summary>
    public double MajorWasserstein { get; init; } = 0.5;

    /// <summary>
    /// Cohen's h from which a share shifted: .2, his "small" (1988), since shares of missing values are defects where
    /// the shape of a column is weather. From nothing to 1 %, or from 50 % to 60 %.
    /// </summary>
    public double ModerateShare { get; init; } = 0.2;

    /// <summary>The same for a lot: .5, Cohen's "medium". From nothing to 6 %, or from 50 % to 74 %.</summary>
    public double MajorShare { get; init; } = 0.5;

    /// <summary>Share of rows outside the reference's range that is a finding: 1 in 100; 1 in 20 is a lot.</summary>
    public double ModerateOutside { get; init; } = 0.01;

    /// <summary>The same for a lot.</summary>
    public double MajorOutside { get; init; } = 0.05;

    /// <summary>
    /// Factor of the events a day that is a finding, up or down: 1.5. A shop's weeks differ by a fifth of themselves.
    /// </summary>
    public double ModerateVolume { get; init; } = 1.5;

    /// <summary>The same for a lot: 2.</summary>
    public double MajorVolume { get; init; } = 2;

    /// <summary>Events that a silence must have cost, by the reference's hours, to be a gap: 30, chance e⁻³⁰.</summary>
    public double LeastMissedEvents { get; init; } = 30;

    /// <summary>Bins of numbers: 10, with which PSI's thresholds were made.</summary>
    public int Bins { get; init; } = 10;

    /// <summary>Categories compared one by one; rarer ones are pooled.</summary>
    public int MaxCategories { get; init; } = 50;

    /// <summary>Rows expected in each category compared: 5 (Cochran 1954); rarer ones are pooled.</summary>
    public double LeastExpected { get; init; } = 5;

    /// <summary>
    /// Independent rows that each period must have for a verdict; under it a column is "too few to say".
    /// </summary>
    public int LeastRows { get; init; } = 50;

    /// <summary>Age against the newest event before it from which an event came late.</summary>
    public TimeSpan LateAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Share of the catalogue with a defect that is a finding; half of it is a lot.</summary>
    public double ModerateCatalogueShare { get; init; } = 0.1;

    /// <summary>The same for a lot.</summary>
    public double MajorCatalogueShare { get; init; } = 0.5;

    /// <summary>
    /// Distance of a price from its category's median, in robust standard deviations of logarithms, from which it is an
    /// outlier: 5. Iglewicz and Hoaglin (1993) say 3.5 of a normal column; prices have longer tails.
    /// </summary>
    public double PriceOutlier { get; init; } = 5;

    /// <summary>Refuses what makes no sense.</summary>
    /// <exception cref="ArgumentException">Names the first option out of its range, its value and the
    /// range.</exception>
    public void Validate()
    {
        Within(nameof(FalseDiscoveryRate), FalseDiscoveryRate, 1e-9, 0.5);
        Ordered(nameof(ModeratePsi), ModeratePsi, nameof(MajorPsi), MajorPsi, 0, 100);
        Ordered(
            nameof(ModerateWasserstein), ModerateWasserstein, nameof(MajorWasserstein), MajorWasserstein, 0, 100);
        Ordered(nameof(ModerateShare), ModerateShare, nameof(MajorShare), MajorShare, 0, Math.PI);
        Ordered(nameof(ModerateOutside), ModerateOutside, nameof(MajorOutside), MajorOutside, 0, 1);
        Ordered(nameof(ModerateVolume), ModerateVolume, nameof(MajorVolume), MajorVolume, 1, 1_000);
        Ordered(
            nameof(ModerateCatalogueShare), ModerateCatalogueShare, nameof(MajorCatalogueShare), MajorCatalogueShare,
            0, 1);
        Within(nameof(LeastMissedEvents), LeastMissedEvents, 1, 1e9);
        Within(nameof(Bins), Bins, 2, 100);
        Within(nameof(MaxCategories), MaxCategories, 2, 1_000);
        Within(nameof(LeastExpected), LeastExpected, 1, 1_000);
        Within(nameof(LeastRows), LeastRows, 10, 1_000_000);
        Within(nameof(LateAfter), LateAfter.TotalHours, 1.0 / 60, 24 * 365);
        Within(nameof(PriceOutlier), PriceOutlier, 1, 100);
    }

    private static void Ordered(
        string name, double value, string majorName, double majorValue, double least, double most)
    {
        Within(name, value, least, most);
        Within(majorName, majorValue, value, most);
    }

    private static void Within(string name, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{name} is {value}; it must be {least} to {most}."));
        }
    }
}
