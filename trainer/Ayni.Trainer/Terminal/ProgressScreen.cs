using System.Globalization;
using Spectre.Console;

namespace Ayni.Trainer.Terminal;

/// <summary>
/// Shows steps while work is under way: bars that redraw on a terminal, else a plain line at most every two seconds.
/// Always on standard error.
/// </summary>
internal static class ProgressScreen
{
    /// <summary>Least time between two plain lines of one step.</summary>
    public static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(2);

    /// <summary>A long step writes ever more seldom: after another tenth of the time so far.</summary>
    private const double PlainGrowth = 0.1;

    public static async Task<T> ShowAsync<T>(TrainerConsole console, Func<IProgress<StepProgress>, Task<T>> work)
    {
        if (!console.IsInteractive)
        {
            var lines = new PlainLines(console);
            var done = await work(lines);
            lines.Finish();
            return done;
        }

        var screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Error) });
        return await screen.Progress()
            .AutoClear(false)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(context => work(new Bars(console, context)));
    }

    private sealed class PlainLines(TrainerConsole console) : IProgress<StepProgress>
    {
        private readonly Lock _gate = new();
        private StepProgress? _last;
        private StepClock _clock = new(console.Time);
        private TimeSpan _written;
        private bool _isWritten;

        public void Report(StepProgress value)
        {
            lock (_gate)
            {
                if (_last?.Step != value.Step)
                {
                    FinishStep();
                    (_clock, _written) = (new StepClock(console.Time), TimeSpan.Zero);
                }

                (_last, _isWritten) = (value, false);
                var elapsed = _clock.Elapsed;
                if (elapsed - _written >= PlainInterval && elapsed - _written >= PlainGrowth * elapsed)
                    Write(value);
            }
        }

        public void Finish()
        {
            lock (_gate)
                FinishStep();
        }

        private void FinishStep()
        {
            if (_last is { } last && !_isWritten)
                Write(last);
        }

        private void Write(StepProgress value)
        {
            (_written, _isWritten) = (_clock.Elapsed, true);
            console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{value.Step}: {value.Fraction:P0}, {_clock.Describe(value)}"));
        }
    }

    private sealed class Bars(TrainerConsole console, ProgressContext context) : IProgress<StepProgress>
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<string, (ProgressTask Bar, StepClock Clock)> _steps = [];

        public void Report(StepProgress value)
        {
            lock (_gate)
            {
                if (!_steps.TryGetValue(value.Step, out var step))
                {
                    foreach (var earlier in _steps.Values)
                        earlier.Bar.Value = earlier.Bar.MaxValue;
                    step = (context.AddTask(value.Step, maxValue: 1), new StepClock(console.Time));
                    _steps.Add(value.Step, step);
                }

                step.Bar.Value = Math.Clamp(value.Fraction, 0, 1);
                step.Bar.Description = Markup.Escape($"{value.Step}: {step.Clock.Describe(value)}");
            }
        }
    }
}
