using Ayni.EmbeddedEngine.Activations;

namespace Ayni.EmbeddedEngine.Messaging;

/// <summary>Something an activation does between awaits of other requests: a call, a tick, a stream item.</summary>
internal abstract class GrainRequest
{
    /// <summary>May start whatever else runs.</summary>
    public bool AlwaysInterleave { get; init; }

    /// <summary>May run together with other read-only requests.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Counts as use of the activation when it is judged idle.</summary>
    public bool KeepsAlive { get; init; } = true;

    /// <summary>Belongs to this activation and is dropped with it, instead of moving to the next one.</summary>
    public bool LocalOnly { get; init; }

    /// <summary>Request context of the caller; never changed after it was captured.</summary>
    public Dictionary<string, object>? ContextData { get; set; }

    /// <summary>The activation it was given to last.</summary>
    public Activation? Target { get; set; }

    /// <summary>Nobody waits for it any more, so there is no need to start it.</summary>
    public virtual bool IsAbandoned => false;

    /// <summary>Runs in a turn of the activation.</summary>
    public abstract Task InvokeAsync(Activation activation);

    /// <summary>Tells the caller how it ended.</summary>
    public abstract void Complete(Task outcome);

    /// <summary>Tells the caller that it was not done, or that nobody knows.</summary>
    public abstract void Fail(Exception exception);
}
