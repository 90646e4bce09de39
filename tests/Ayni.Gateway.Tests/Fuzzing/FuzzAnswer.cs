namespace Ayni.Gateway.Tests.Fuzzing;

/// <summary>What came back.</summary>
/// <param name="Status">Status; 0: the server hung up.</param>
/// <param name="MediaType">Of the body.</param>
/// <param name="HasRetryAfter">It says when to come again.</param>
/// <param name="Text">Body.</param>
/// <param name="MayGoOn">The connection takes another request.</param>
internal sealed record FuzzAnswer(int Status, string? MediaType, bool HasRetryAfter, string Text, bool MayGoOn)
{
    public static FuzzAnswer HungUp { get; } = new(0, null, false, "", false);
}
