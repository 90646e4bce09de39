using System.ComponentModel.DataAnnotations;

namespace Ayni.Gateway.Http;

/// <summary>
/// How much the gateway takes on at once; configuration section <c>Ayni:Limits</c>. What comes on top waits in a
/// bounded queue, with its body unread, and past that is answered 429. So memory has a bound, whatever the number of
/// clients.
/// </summary>
internal sealed class GatewayLimits
{
    public const string Section = "Ayni:Limits";

    /// <summary>Bulk loads at once. <value>Default 2; range 1 to 64.</value></summary>
    [Range(1, 64)]
    public int BulkLoads { get; set; } = 2;

    /// <summary>Bulk loads that wait for their turn. <value>Default 16; range 0 to 10,000.</value></summary>
    [Range(0, 10_000)]
    public int BulkLoadsWaiting { get; set; } = 16;

    /// <summary>
    /// Bodies of <c>POST /v1/events</c> in memory at once, in MiB. <value>Default 64; range 4 to 4,096.</value>
    /// </summary>
    [Range(4, 4_096)]
    public int EventBodiesMiB { get; set; } = 64;

    /// <summary>Such bodies that wait for their turn, in MiB. <value>Default 256; range 0 to 65,536.</value></summary>
    [Range(0, 65_536)]
    public int EventBodiesWaitingMiB { get; set; } = 256;
}
