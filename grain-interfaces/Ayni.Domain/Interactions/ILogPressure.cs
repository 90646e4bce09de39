namespace Ayni.Domain.Interactions;

/// <summary>
/// Whether the log of this process takes more: to be asked before the work that comes ahead of an append is done in
/// vain.
/// </summary>
public interface ILogPressure
{
    /// <summary>
    /// False while as much waits for the disk as may. An append is let in or refused by itself, whatever this said.
    /// </summary>
    bool TakesMore { get; }
}
