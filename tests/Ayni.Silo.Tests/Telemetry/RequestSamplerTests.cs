using System.Diagnostics;
using Ayni.Silo.Telemetry;
using OpenTelemetry.Trace;

namespace Ayni.Silo.Tests.Telemetry;

/// <summary>Traces begin with requests.</summary>
public sealed class RequestSamplerTests
{
    [Theory]
    [InlineData(1, ActivityKind.Server, SamplingDecision.RecordAndSample)]
    [InlineData(0, ActivityKind.Server, SamplingDecision.Drop)]
    [InlineData(1, ActivityKind.Client, SamplingDecision.Drop)]
    [InlineData(1, ActivityKind.Internal, SamplingDecision.Drop)]
    public void ShouldSample_WithoutAParent_KeepsTheShareOfRequests(
        double share, ActivityKind kind, SamplingDecision expected) =>
        Assert.Equal(expected, Sample(share, default, kind));

    [Theory]
    [InlineData(ActivityTraceFlags.Recorded, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityTraceFlags.None, SamplingDecision.Drop)]
    public void ShouldSample_WithAParent_DoesAsItDid(ActivityTraceFlags flags, SamplingDecision expected)
    {
        var parent = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), flags);

        Assert.Equal(expected, Sample(0, parent, ActivityKind.Internal));
        Assert.Equal(expected, Sample(1, parent, ActivityKind.Server));
    }

    private static SamplingDecision Sample(double share, ActivityContext parent, ActivityKind kind)
    {
        var trace = parent.TraceId == default ? ActivityTraceId.CreateRandom() : parent.TraceId;
        return new RequestSampler(share)
            .ShouldSample(new SamplingParameters(parent, trace, "span", kind)).Decision;
    }
}
