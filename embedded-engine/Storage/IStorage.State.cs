namespace Orleans.Core;

/// <summary>Reads and writes the state of one grain, and holds it.</summary>
public interface IStorage<TState> : IStorage
{
    TState State { get; set; }
}
