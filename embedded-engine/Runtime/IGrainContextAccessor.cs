namespace Orleans.Runtime;

/// <summary>The activation whose turn runs on this thread.</summary>
public interface IGrainContextAccessor
{
    IGrainContext GrainContext { get; }
}
