namespace Ayni.Data.Mart.Versions;

/// <summary>What came of making a mart again.</summary>
/// <param name="Same">Whether it has the same content hash.</param>
/// <param name="Hash">Content hash of the mart.</param>
/// <param name="HashAgain">Content hash of the one made again.</param>
/// <param name="Notes">What explains a difference, or what it could not be made from, in words.</param>
/// <param name="Differences">In what the two differ; empty of equal ones.</param>
public sealed record MartReproduction(
    bool Same,
    string Hash,
    string HashAgain,
    IReadOnlyList<string> Notes,
    IReadOnlyList<MartDifference> Differences);
