using Ayni.EmbeddedEngine.Activations;
using Ayni.EmbeddedEngine.Messaging;

namespace Ayni.EmbeddedEngine.Timers;

/// <summary>One tick of a timer, queued like a call.</summary>
internal sealed class GrainTimerTick(GrainTimer timer) : GrainRequest
{
    public override Task InvokeAsync(Activation activation) => timer.TickAsync();

    public override void Complete(Task outcome)
    {
        // The timer logs what its callback throws.
    }

    public override void Fail(Exception exception)
    {
        // The timer ends with its activation.
    }
}
