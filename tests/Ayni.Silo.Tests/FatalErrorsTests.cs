using Ayni.Silo.Hosting;

namespace Ayni.Silo.Tests;

public sealed class FatalErrorsTests
{
    [Fact]
    public void OnFatalException_Twice_EndsOnceWithTheFirstReasonInOneLine()
    {
        using var error = new StringWriter();
        var ended = new List<int>();
        var handler = new FatalErrors(error, ended.Add);

        handler.OnFatalException(null, "I should be dead,\nso I end.", new InvalidOperationException("stack"));
        handler.OnFatalException(null, "Another one.", null);

        Assert.Equal([HostStart.GivenUpExitCode], ended);
        var line = Assert.Single(error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("(I should be dead, so I end.)", line, StringComparison.Ordinal);
        Assert.DoesNotContain("stack", line, StringComparison.Ordinal);
    }

    [Fact]
    public void OnFatalException_WithoutContext_GivesTheExceptionsMessage()
    {
        using var error = new StringWriter();

        new FatalErrors(error, _ => { }).OnFatalException(null, null, new IOException("The table is gone."));

        Assert.Contains("(The table is gone.)", error.ToString(), StringComparison.Ordinal);
    }
}
