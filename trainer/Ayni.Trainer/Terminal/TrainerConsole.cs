namespace Ayni.Trainer.Terminal;

/// <summary>Where a command writes, and the clock its progress is timed by.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Progress and errors.</param>
/// <param name="IsInteractive">True where <paramref name="Error"/> is a terminal that can redraw.</param>
/// <param name="Time">Clock.</param>
public sealed record TrainerConsole(TextWriter Out, TextWriter Error, bool IsInteractive, TimeProvider Time)
{
    /// <summary>Where somebody at a terminal answers questions; null where nobody does.</summary>
    public TextReader? Answers { get; init; }

    /// <summary>Opens standard input, which a file may come from.</summary>
    public Func<Stream> OpenInput { get; init; } = Console.OpenStandardInput;

    /// <summary>The console of this process.</summary>
    public static TrainerConsole OfProcess()
        => new(Console.Out, Console.Error, !Console.IsErrorRedirected, TimeProvider.System)
        {
            Answers = Console.IsInputRedirected || Console.IsErrorRedirected ? null : Console.In,
        };
}
