using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// A part of the train pairs to choose options on, so that no test pair takes part in the choice. Holding out from some
/// users only keeps train nearly as dense as that of the final fit, and the judging short.
/// </summary>
public static class ValidationSplit
{
    /// <summary>Holds out pairs of all users, or of some drawn at random.</summary>
    /// <param name="pairs">Users × items; all of it train.</param>
    /// <param name="share">Share of a judged user's pairs to hold out; over 0 and under 1.</param>
    /// <param name="judgedShare">Share of users from whom pairs are held out; over 0 to 1.</param>
    /// <param name="seed">Which users and which of their pairs.</param>
    /// <param name="popularityExponent">See <see cref="RandomHoldOut"/>; 0 draws all pairs alike.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share or the exponent is out of range.</exception>
    public static TrainTestSplit Of(
        CsrMatrix pairs, double share, double judgedShare, int seed, double popularityExponent = 0)
    {
        if (!(judgedShare > 0 && judgedShare <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(judgedShare), judgedShare, "The share of judged users must be over 0 to 1, such as 0.25.");
        }

        return RandomHoldOut.Of(pairs, share, seed, IsJudged, popularityExponent);

        // The user's first number of the stream chooses their pairs: this one is of another stream.
        bool IsJudged(int user) => new SplitMix64(~seed, user).NextDouble() < judgedShare;
    }
}
