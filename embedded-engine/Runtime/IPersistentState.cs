using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>State of a grain in a grain storage; read before the grain is activated.</summary>
public interface IPersistentState<TState> : IStorage<TState>;
