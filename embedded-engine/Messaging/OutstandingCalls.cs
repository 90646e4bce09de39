namespace Ayni.EmbeddedEngine.Messaging;

/// <summary>
/// Calls that wait for an answer, swept for those past their deadline: cheaper than a timer a call. One of several
/// lists, so that callers on different threads rarely meet at the lock.
/// </summary>
internal sealed class OutstandingCalls
{
    private readonly Lock _lock = new();
    private GrainCall? _first;

    public void Add(GrainCall call)
    {
        lock (_lock)
        {
            call.List = this;
            call.Next = _first;
            if (_first is not null)
                _first.Previous = call;
            _first = call;
        }
    }

    public void Remove(GrainCall call)
    {
        lock (_lock)
        {
            if (call.Previous is null && !ReferenceEquals(_first, call))
                return;
            if (call.Previous is null)
                _first = call.Next;
            else
                call.Previous.Next = call.Next;
            if (call.Next is not null)
                call.Next.Previous = call.Previous;
            call.Next = call.Previous = null;
        }
    }

    public void Collect(List<GrainCall> into, Func<GrainCall, bool> which)
    {
        lock (_lock)
        {
            for (var call = _first; call is not null; call = call.Next)
            {
                if (which(call))
                    into.Add(call);
            }
        }
    }
}
