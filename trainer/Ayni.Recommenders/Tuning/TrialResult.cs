namespace Ayni.Recommenders;

/// <summary>A trial in the order of the sequence.</summary>
/// <param name="Index">Place in the sequence, from 0.</param>
/// <param name="Options">What was tried.</param>
/// <param name="Score">What it reached; null where it failed at once.</param>
/// <param name="Error">Why it failed; null where it did not.</param>
public sealed record TrialResult(int Index, OptionValues Options, TrialScore? Score, string? Error);
