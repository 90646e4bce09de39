using System.ComponentModel.DataAnnotations;

namespace Ayni.Gateway.Http;

/// <summary>
/// How much the gateway takes on at once; configuration section <c>Ayni:Limits</c>. What comes on top waits in a
/// bounded queue, with its body unread, for a bounded time, and past that is answered 429. So memory has a bound,
/// whatever the number of clients. Defaults go by the memory that the process may use.
/// </summary>
internal sealed class GatewayLimits
{
    public const string Section = "Ayni:Limits";

    private const long KiB = 1024;
    private const long MiB = 1024 * KiB;

    /// <summary>
    /// Connections at once, idle ones included; more are closed as they come. <value>Default one a 1 MiB of memory,
    /// 1,024 to 16,384; range 16 to 1,000,000.</value>
    /// </summary>
    [Range(16, 1_000_000)]
    public int Connections { get; set; } = Share(MiB, 1_024, 16_384);

    /// <summary>
    /// Requests of all paths at once, waiting ones included. <value>Default one a 4 MiB of memory, 256 to 4,096; range
    /// 1 to 1,000,000.</value>
    /// </summary>
    [Range(1, 1_000_000)]
    public int Requests { get; set; } = Share(4 * MiB, 256, 4_096);

    /// <summary>Answers with recommendations at once. <value>Default 256; range 1 to 100,000.</value></summary>
    [Range(1, 100_000)]
    public int Answers { get; set; } = 256;

    /// <summary>Such answers that wait, for a second at most. <value>Default 256; range 0 to 100,000.</value></summary>
    [Range(0, 100_000)]
    public int AnswersWaiting { get; set; } = 256;

    /// <summary>Bulk loads at once. <value>Default 2; range 1 to 64.</value></summary>
    [Range(1, 64)]
    public int BulkLoads { get; set; } = 2;

    /// <summary>Bulk loads that wait for their turn. <value>Default 16; range 0 to 10,000.</value></summary>
    [Range(0, 10_000)]
    public int BulkLoadsWaiting { get; set; } = 16;

    /// <summary>
    /// Bodies of <c>POST /v1/events</c> in memory at once, in MiB, until their events are in the log; each request
    /// counts 8 KiB more. <value>Default a 64th of the memory, 4 to 64; range 4 to 4,096.</value>
    /// </summary>
    [Range(4, 4_096)]
    public int EventBodiesMiB { get; set; } = Share(64 * MiB, 4, 64);

    /// <summary>Such bodies that wait for their turn, in MiB. <value>Default 256; range 0 to 65,536.</value></summary>
    [Range(0, 65_536)]
    public int EventBodiesWaitingMiB { get; set; } = 256;

    /// <summary>
    /// How long events wait for their turn before they are refused. <value>Default 5 s; range 0 to a minute.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan EventWait { get; set; } = TimeSpan.FromSeconds(5);

    private static int Share(long bytesOfOne, int least, int most) =>
        (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / bytesOfOne, least, most);
}
