using Ayni.EmbeddedEngine.Activations;
using Ayni.EmbeddedEngine.References;

namespace Ayni.EmbeddedEngine.Messaging;

/// <summary>A call of a grain method by somebody who waits for the answer no longer than a deadline.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "CA1001", Justification = "A token source without timer or links has nothing to dispose of.")]
internal abstract class GrainCall : GrainRequest
{
    private CancellationTokenRegistration _callerCancels;
    private CancellationTokenSource? _calleeToken;
    private CancellationToken _callerToken;

    protected GrainCall(CallEndpoint origin, GrainMethod method, object?[] arguments, GrainReference reference)
    {
        Origin = origin;
        Method = method;
        Arguments = arguments;
        Reference = reference;
        AlwaysInterleave = method.AlwaysInterleave;
        ReadOnly = method.ReadOnly;
        Timeout = method.Timeout ?? origin.ResponseTimeout;
        Deadline = origin.Time.GetTimestamp() + (long)(Timeout.TotalSeconds * origin.Time.TimestampFrequency);
    }

    public CallEndpoint Origin { get; }

    public GrainMethod Method { get; }

    public object?[] Arguments { get; }

    public GrainReference Reference { get; }

    public TimeSpan Timeout { get; }

    /// <summary>In timestamps of the origin's clock.</summary>
    public long Deadline { get; }

    public abstract bool IsDone { get; }

    /// <summary>Links of the list of calls that wait; guarded by its lock.</summary>
    internal GrainCall? Next { get; set; }

    internal GrainCall? Previous { get; set; }

    internal OutstandingCalls? List { get; set; }

    public override bool IsAbandoned => IsDone;

    /// <summary>Gives the method a token of its own that follows the caller's.</summary>
    public void FollowToken(CancellationToken token)
    {
        if (!token.CanBeCanceled)
            return;
        _callerToken = token;
        _calleeToken = new CancellationTokenSource();
        Arguments[Method.TokenIndex] = _calleeToken.Token;
        _callerCancels = token.UnsafeRegister(static call => ((GrainCall)call!).OnCallerCancels(), this);
    }

    public void OnTimeout()
    {
        if (Origin.CancelRequestOnTimeout)
            CancelCallee();
        Fail(new TimeoutException(
            $"Response did not arrive on time in {Timeout} for message: {this}. Make the work shorter, or the time "
            + "longer with SiloMessagingOptions.ResponseTimeout or [ResponseTimeout]."));
    }

    public override Task InvokeAsync(Activation activation) => Method.Invoke(activation.GrainInstance!, Arguments);

    public override string ToString() => $"{Method} of {Reference.GrainId}";

    /// <summary>Takes the call off the books once it has an outcome.</summary>
    protected void Settle()
    {
        List?.Remove(this);
        _callerCancels.Unregister();
    }

    private void OnCallerCancels()
    {
        CancelCallee();
        if (!Origin.WaitForCancellationAcknowledgement)
            Fail(new OperationCanceledException(_callerToken));
    }

    /// <summary>Callbacks of the token run as a turn of the activation, like everything else it does.</summary>
    private void CancelCallee()
    {
        if (_calleeToken is null)
            return;
        if (Target is { } target)
            target.Turns.Post(static source => ((CancellationTokenSource)source!).Cancel(), _calleeToken);
        else
            _calleeToken.Cancel();
    }
}
