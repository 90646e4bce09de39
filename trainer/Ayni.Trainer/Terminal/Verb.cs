using System.CommandLine;
using Ayni.Domain.Errors;

namespace Ayni.Trainer.Terminal;

/// <summary>Runs a command's action and turns every outcome into an exit code and, if asked, into JSON.</summary>
internal static class Verb
{
    /// <summary>One JSON document on standard output instead of text, whatever happens.</summary>
    public static Option<bool> JsonOption() => new("--json")
    {
        Description = "Print one JSON document on standard output.",
    };

    public static void SetVerb(
        this Command command,
        TrainerConsole console,
        Option<bool> json,
        Func<ParseResult, CancellationToken, Task<int>> action)
        => command.SetAction((parsed, cancellationToken) => RunAsync(
            console, parsed.GetValue(json), token => action(parsed, token), cancellationToken));

    private static async Task<int> RunAsync(
        TrainerConsole console,
        bool json,
        Func<CancellationToken, Task<int>> action,
        CancellationToken cancellationToken)
    {
        // System.CommandLine listens for Ctrl-C only once the action has returned its task, so give it one at once.
        await Task.Yield();
        try
        {
            return await action(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Fail(console, json, ExitCodes.Cancelled, "cancelled", "Cancelled.");
        }
        catch (AyniException exception)
        {
            return Fail(console, json, CodeOf(exception), exception.Code, exception.Message);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidDataException)
        {
            return Fail(console, json, ExitCodes.Invalid, ErrorCodes.Invalid, exception.Message);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            var message = $"{exception.GetType().Name}: {exception.Message}";
            return Fail(console, json, ExitCodes.Failure, "failure", message);
        }
    }

    private static int CodeOf(AyniException exception) => exception.Code switch
    {
        ErrorCodes.Invalid or ErrorCodes.NotFound => ExitCodes.Invalid,
        ErrorCodes.Conflict => ExitCodes.Conflict,
        ErrorCodes.ModelRefused => ExitCodes.ModelRefused,
        _ => ExitCodes.Failure,
    };

    private static int Fail(TrainerConsole console, bool json, int exitCode, string code, string message)
    {
        console.Error.WriteLine(message);
        if (json)
            JsonOutput.Write(console.Out, new { error = new { code, message, exit_code = exitCode } });
        return exitCode;
    }
}
