using System.Globalization;

namespace Ayni.Trainer.Terminal;

/// <summary>Rate and time left of one step.</summary>
internal sealed class StepClock(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>"240,000 rows, 96,000 rows/s, 3 s left".</summary>
    public string Describe(StepProgress progress)
    {
        var seconds = Elapsed.TotalSeconds;
        var text = string.Create(CultureInfo.InvariantCulture, $"{progress.Done:N0} {progress.Unit}");
        if (seconds < 0.5 || progress.Done <= 0)
            return text;
        var rate = progress.Done / seconds;
        text += string.Create(
            CultureInfo.InvariantCulture, $", {(rate < 10 ? $"{rate:F1}" : $"{rate:N0}")} {progress.Unit}/s");
        if (progress.Fraction is > 0.01 and < 1)
        {
            var left = seconds * (1 - progress.Fraction) / progress.Fraction;
            text += string.Create(CultureInfo.InvariantCulture, $", {Math.Ceiling(left):N0} s left");
        }

        return text;
    }
}
