namespace Ayni.Gateway.Http;

/// <summary>What a limit lets through.</summary>
/// <param name="Name">What metrics call it.</param>
/// <param name="Permits">Weight under way at once.</param>
/// <param name="Waiting">Weight that may wait.</param>
/// <param name="LongestWait">How long a request waits before it is refused.</param>
/// <param name="Weigh">Weight of a request; taken as 1 at least, and at most as all permits.</param>
internal sealed record InFlightLimitOptions(
    string Name, int Permits, int Waiting, TimeSpan LongestWait, Func<HttpRequest, int> Weigh)
{
    private const int BytesOfPermit = 1024;
    private const int PermitsOfMiB = 1024 * 1024 / BytesOfPermit;

    // What a request holds beside its body: context, buffers of the server, answer.
    private const int PermitsOfRequest = 8;

    /// <summary>A limit that counts requests.</summary>
    public static InFlightLimitOptions OfRequests(string name, int atOnce, int waiting, TimeSpan longestWait) =>
        new(name, atOnce, waiting, longestWait, _ => 1);

    /// <summary>
    /// A limit on the bytes of bodies. One that does not say its length counts as the longest that the path reads.
    /// </summary>
    public static InFlightLimitOptions OfBodies(
        string name, int mebibytes, int waitingMebibytes, TimeSpan longestWait, long longestBody) => new(
        name,
        mebibytes * PermitsOfMiB,
        waitingMebibytes * PermitsOfMiB,
        longestWait,
        request => PermitsOfRequest
            + (int)(Math.Min(request.ContentLength ?? longestBody, longestBody) / BytesOfPermit));
}
