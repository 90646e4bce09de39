using System.Diagnostics.Metrics;
using Ayni.Silo.Telemetry;

namespace Ayni.Silo.Security;

/// <summary>Counts attempts that were refused. Thread-safe; allocates nothing.</summary>
public sealed class AccessMetrics
{
    private readonly Counter<long> _refused;

    /// <param name="meters">Makes the meter.</param>
    public AccessMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _refused = meters.Create(SiloInstruments.MeterName).CreateCounter<long>(
            SiloInstruments.AccessRefused, "{request}", "Requests refused for who sent them, by the reason.");
    }

    /// <summary>An attempt was refused.</summary>
    /// <param name="reason">One of <see cref="RefusalReasons"/>.</param>
    public void Refused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
