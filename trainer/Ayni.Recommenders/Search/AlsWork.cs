namespace Ayni.Recommenders;

/// <summary>
/// Multiplications that a sweep of ALS takes, about: how much a search may try is settled by these and not by a clock,
/// so that every machine tries the same.
/// </summary>
public static class AlsWork
{
    /// <summary>One sweep with its judging: pairs · r² + rows · (r³ / 6 + r²) + judged · items · r.</summary>
    /// <param name="pairs">Pairs fitted on.</param>
    /// <param name="rows">Users and items with a pair.</param>
    /// <param name="items">Items ranked.</param>
    /// <param name="judged">Users they are ranked for.</param>
    /// <param name="rank">Length of a factor.</param>
    public static double OfSweep(long pairs, long rows, int items, int judged, int rank)
    {
        double r = rank;
        return (pairs * r * r) + (rows * ((r * r * r / 6) + (r * r))) + ((double)judged * items * r);
    }
}
