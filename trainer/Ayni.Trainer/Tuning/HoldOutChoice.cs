namespace Ayni.Trainer.Tuning;

/// <summary>What is held out of a train file.</summary>
/// <param name="PairShare">Share of a judged user's pairs.</param>
/// <param name="UserShare">Share of users judged.</param>
/// <param name="PopularityExponent">How much popular items are preferred; 0: not.</param>
/// <param name="Seed">Which is the first hold-out.</param>
/// <param name="Count">Hold-outs, of this seed and those that follow it.</param>
internal readonly record struct HoldOutChoice(
    double PairShare, double UserShare, double PopularityExponent, int Seed, int Count);
