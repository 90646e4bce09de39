using Ayni.EmbeddedEngine.Clusters;
using Ayni.EmbeddedEngine.References;
using Ayni.EmbeddedEngine.Silos;
using Orleans.Configuration;

namespace Ayni.EmbeddedEngine.Messaging;

/// <summary>Where calls come from: a silo, or a client outside of all silos.</summary>
internal sealed class CallEndpoint : IDisposable
{
    private const int ListCount = 16;
    private static readonly TimeSpan MaxSweepPeriod = TimeSpan.FromSeconds(1);

    private readonly OutstandingCalls[] _lists = new OutstandingCalls[ListCount];
    private readonly ITimer _sweep;

    public CallEndpoint(ClusterRuntime cluster, SiloRuntime? silo, TimeProvider time, MessagingOptions options)
    {
        Cluster = cluster;
        Silo = silo;
        Time = time;
        ResponseTimeout = options.ResponseTimeout;
        CancelRequestOnTimeout = options.CancelRequestOnTimeout;
        WaitForCancellationAcknowledgement = options.WaitForCancellationAcknowledgement;
        for (var i = 0; i < ListCount; i++)
            _lists[i] = new();
        var period = ResponseTimeout < MaxSweepPeriod ? ResponseTimeout : MaxSweepPeriod;
        using (ExecutionContext.SuppressFlow())
            _sweep = time.CreateTimer(static endpoint => ((CallEndpoint)endpoint!).Sweep(), this, period, period);
    }

    public ClusterRuntime Cluster { get; }

    public SiloRuntime? Silo { get; }

    public TimeProvider Time { get; }

    public TimeSpan ResponseTimeout { get; }

    public bool CancelRequestOnTimeout { get; }

    public bool WaitForCancellationAcknowledgement { get; }

    public Task<TResult> SendAsync<TResult>(GrainReference reference, GrainMethod method, object?[] arguments)
    {
        if (Silo is { CanCall: false })
            return Task.FromException<TResult>(Silo.CannotCallException());
        Cluster.CopyArguments(arguments, method);
        var call = new GrainCall<TResult>(this, method, arguments, reference) { ContextData = RequestContext.Export() };
        if (method.TokenIndex >= 0 && arguments[method.TokenIndex] is CancellationToken token)
        {
            if (token.IsCancellationRequested)
                return Task.FromCanceled<TResult>(token);
            call.FollowToken(token);
        }

        _lists[Environment.CurrentManagedThreadId % ListCount].Add(call);
        Cluster.Send(call, reference.GrainId, this);
        return call.Task;
    }

    public void SendOneWay(GrainReference reference, GrainMethod method, object?[] arguments)
    {
        if (Silo is { CanCall: false })
            throw Silo.CannotCallException();
        Cluster.CopyArguments(arguments, method);
        Cluster.Send(
            new OneWayCall(method, arguments) { ContextData = RequestContext.Export() }, reference.GrainId, this);
    }

    /// <summary>Stops the clock and fails what still waits: nobody is left to take the answers.</summary>
    public void Dispose()
    {
        _sweep.Dispose();
        FailWhere(
            static _ => true,
            static call => call.Fail(new SiloUnavailableException(
                $"The local Orleans host is shutting down and can no longer process the request: {call}.")));
    }

    private void Sweep()
    {
        var now = Time.GetTimestamp();
        FailWhere(call => call.Deadline <= now, static call => call.OnTimeout());
    }

    private void FailWhere(Func<GrainCall, bool> which, Action<GrainCall> fail)
    {
        var found = new List<GrainCall>();
        foreach (var list in _lists)
            list.Collect(found, which);
        foreach (var call in found)
            fail(call);
    }
}
