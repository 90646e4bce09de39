namespace Ayni.Recommenders;

/// <summary>How due an item is: exp(−ln(t / d)² / 2σ²) with t days since its purchase and interval d, 0 to 1.</summary>
public static class RepeatDue
{
    /// <summary>σ: a third of the interval early, or half of it late, still count three quarters.</summary>
    public const double Spread = 0.75;

    private const double LeastDays = 1.0 / 86_400;

    /// <summary>1 on the day it is due, less before and after; 1 where the interval is not known.</summary>
    /// <param name="daysAgo">t; under a second counts as a second.</param>
    /// <param name="interval">d, in days; NaN or 0 where it is not known.</param>
    public static double Of(double daysAgo, double interval)
    {
        if (!(interval > 0))
            return 1;
        var away = Math.Log(Math.Max(daysAgo, LeastDays) / interval) / Spread;
        return Math.Exp(-away * away / 2);
    }
}
