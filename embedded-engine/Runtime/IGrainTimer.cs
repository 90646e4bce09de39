namespace Orleans.Runtime;

/// <summary>A timer of an activation; it ends with the activation or when disposed.</summary>
public interface IGrainTimer : IDisposable
{
    void Change(TimeSpan dueTime, TimeSpan period);
}
