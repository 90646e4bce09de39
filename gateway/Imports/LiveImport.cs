using Ayni.Data.Import;
using Ayni.Domain.Imports;

namespace Ayni.Gateway.Imports;

/// <summary>An import that this process has under way. Thread-safe.</summary>
internal sealed class LiveImport(SpooledImport request, ImportAnswer answer) : IProgress<ImportProgress>, IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _cancel = new();
    private ImportAnswer _answer = answer;

    public SpooledImport Request => request;

    /// <summary>Fires when somebody asks for its end.</summary>
    public CancellationToken Cancelled => _cancel.Token;

    public ImportAnswer Answer
    {
        get
        {
            lock (_gate)
                return _answer;
        }
    }

    public ImportAnswer Change(Func<ImportAnswer, ImportAnswer> change)
    {
        lock (_gate)
            return _answer = change(_answer);
    }

    public void Report(ImportProgress value) => Change(answer => answer with
    {
        Step = value.Step == ImportStep.Products ? ImportTarget.Products : ImportTarget.Interactions,
        Progress = Math.Clamp(value.Fraction, 0, 1),
        Rows = value.Rows,
    });

    public void Cancel() => _cancel.Cancel();

    public void Dispose() => _cancel.Dispose();
}
