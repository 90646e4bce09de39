using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Ayni.Silo.Telemetry;

/// <summary>
/// Begins a trace with a request alone, and goes on with one that a caller began. What the process does by itself (the
/// follower's polling, membership) would be a trace every few milliseconds that nobody asked for.
/// </summary>
internal sealed class RequestSampler : Sampler
{
    private readonly TraceIdRatioBasedSampler _share;

    /// <param name="share">Share of the requests that are traced, 0 to 1.</param>
    public RequestSampler(double share)
    {
        _share = new TraceIdRatioBasedSampler(share);
        Description = $"requests, {_share.Description}";
    }

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        if (samplingParameters.ParentContext.TraceId != default)
        {
            return new SamplingResult(
                samplingParameters.ParentContext.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
                    ? SamplingDecision.RecordAndSample
                    : SamplingDecision.Drop);
        }

        return samplingParameters.Kind == ActivityKind.Server
            ? _share.ShouldSample(samplingParameters)
            : new SamplingResult(SamplingDecision.Drop);
    }
}
