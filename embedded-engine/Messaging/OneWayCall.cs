using Ayni.EmbeddedEngine.Activations;
using Ayni.EmbeddedEngine.References;

namespace Ayni.EmbeddedEngine.Messaging;

/// <summary>A call nobody waits for.</summary>
internal sealed class OneWayCall : GrainRequest
{
    private readonly GrainMethod _method;
    private readonly object?[] _arguments;

    public OneWayCall(GrainMethod method, object?[] arguments)
    {
        _method = method;
        _arguments = arguments;
        AlwaysInterleave = method.AlwaysInterleave;
        ReadOnly = method.ReadOnly;
    }

    public override Task InvokeAsync(Activation activation) => _method.Invoke(activation.GrainInstance!, _arguments);

    public override void Complete(Task outcome) => _ = outcome.Exception;

    public override void Fail(Exception exception)
    {
        // The caller asked not to be told.
    }
}
