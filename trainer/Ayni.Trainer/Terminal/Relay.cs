namespace Ayni.Trainer.Terminal;

/// <summary>Passes on what it is told, at once and in order, which <see cref="Progress{T}"/> would not.</summary>
internal sealed class Relay<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
