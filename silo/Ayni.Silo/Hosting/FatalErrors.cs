namespace Ayni.Silo.Hosting;

/// <summary>
/// Ends the process when the runtime can't go on, most often because the other silos have declared this one dead (a
/// machine that stood still). Orleans' own handler aborts with exit code 134 and the stacks of all threads, which says
/// nothing to whoever reads the log. What was accepted is in the database; a supervisor starts the silo anew.
/// </summary>
/// <param name="error">Where the one line goes.</param>
/// <param name="end">Ends the process with an exit code.</param>
internal sealed class FatalErrors(TextWriter error, Action<int> end) : IFatalErrorHandler
{
    private const int MaxReasonLength = 200;

    private int _ended;

    public bool IsUnexpected(Exception exception) => exception is not ThreadAbortException;

    public void OnFatalException(object? sender, string? context, Exception? exception)
    {
        // The first reason is the one to read; others follow from it.
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        var reason = string.IsNullOrEmpty(context) ? exception?.Message ?? "no reason was given" : context;
        error.WriteLine(
            $"Ayni ends: the cluster or the runtime gave this silo up ({Cut(reason.ReplaceLineEndings(" "))}). "
            + "Nothing that was accepted is lost; start it again, and it joins as a new silo.");
        end(HostStart.GivenUpExitCode);
    }

    // The reason goes on with the whole table of members.
    private static string Cut(string reason) =>
        reason.Length <= MaxReasonLength ? reason : string.Concat(reason.AsSpan(0, MaxReasonLength), "…");
}
