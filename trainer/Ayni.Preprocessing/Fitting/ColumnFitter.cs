using System.Globalization;
using Ayni.Numerics;
using Ayni.Preprocessing.Declarations;
using Ayni.Preprocessing.Fitted;
using Ayni.Preprocessing.Tables;

namespace Ayni.Preprocessing.Fitting;

/// <summary>Fits the steps of one column, each on what those before it made of the train part.</summary>
internal sealed class ColumnFitter(
    TableColumn column,
    TrainReader reader,
    int seed,
    double[]? target,
    IReadOnlyDictionary<string, double[]> companions,
    double[]? origins)
{
    private const double Tukey = 1.5;
    private const double MadTimes = 3;

    // What makes the median absolute deviation that of a normal distribution's standard deviation.
    private const double NormalMad = 1.4826;

    /// <summary>Fits them.</summary>
    public async Task<IReadOnlyList<FittedStep>> FitAsync(
        StepDeclaration[] steps, CancellationToken cancellationToken)
    {
        if (!column.IsKey && steps.FirstOrDefault() is DropStep)
            return [new FittedDrop()];
        var rows = Enumerable.Range(0, reader.Count).ToArray();
        var work = new ColumnWork(
            column.Name, await reader.ReadAsync(column.Name, cancellationToken), companions, rows);
        List<FittedStep> fitted = [];
        foreach (var step in steps)
        {
            // One that was encoded or left out is no more what later steps by type ask for.
            if (work.Values is null)
                break;
            RequireFit(step, work.Values);
            if (await FitAsync(step, work, cancellationToken) is not { } learnt)
                continue;
            learnt.Apply(work);
            fitted.Add(learnt);
        }

        if (column.IsKey && fitted is not [.., FittedOneHot] && !fitted.OfType<FittedTarget>().Any())
        {
            throw new ArgumentException(
                $"Key {column.Name} is only to be encoded: give it a step one_hot or target_encode.");
        }

        return fitted;
    }

    private async Task<FittedStep?> FitAsync(
        StepDeclaration step, ColumnWork work, CancellationToken cancellationToken) => step switch
        {
            DropStep => new FittedDrop(),
            ClipStep clip => ClipOf(clip, Spread.SortedOf(work.Values!.Numbers)),
            ImputeStep impute => FillOf(impute, work.Values!),
            ScaleStep scale => ScaleOf(scale, work.Values!.Numbers),
            OneHotStep oneHot => OneHotOf(oneHot, work.Values!),
            TargetEncodeStep encode => TargetEncoding.Of(
                encode,
                work.Values!,
                target!,
                encode.Group is { } group ? await reader.ReadAsync(group, cancellationToken) : null,
                seed),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No such step is known."),
        };

    private void RequireFit(StepDeclaration step, ColumnValues values)
    {
        if (values.IsText && !step.TakesTexts)
        {
            throw new ArgumentException(
                $"{step.GetType().Name} takes numbers, but {column.Name} holds texts: leave it out by except, or give "
                + "one_hot, target_encode or impute with a constant.");
        }
    }

    private static FittedClip? ClipOf(ClipStep step, double[] sorted)
    {
        if (sorted.Length == 0)
            return null;
        var (low, high) = step.By switch
        {
            ClipKind.Percentile => (
                Quantiles.Of(sorted, step.Low / 100), Quantiles.Of(sorted, step.High / 100)),
            ClipKind.Iqr => Around(
                Quantiles.Of(sorted, 0.25), Quantiles.Of(sorted, 0.75), step.Times ?? Tukey),
            _ => AroundMedian(sorted, step.Times ?? MadTimes),
        };
        return step.By != ClipKind.Percentile && low == high ? null : new FittedClip(low, high);
    }

    private static (double Low, double High) Around(double lower, double upper, double times) =>
        (lower - (times * (upper - lower)), upper + (times * (upper - lower)));

    private static (double Low, double High) AroundMedian(double[] sorted, double times)
    {
        var median = Quantiles.Of(sorted, 0.5);
        var deviation = Quantiles.Of(
            Spread.SortedOf(Array.ConvertAll(sorted, number => Math.Abs(number - median))), 0.5);
        var reach = times * NormalMad * deviation;
        return (median - reach, median + reach);
    }

    private FittedStep FillOf(ImputeStep step, ColumnValues values)
    {
        // Without a missing row in the train part the indicator would be a column of zeros.
        var indicator = step.Indicator && Enumerable.Range(0, values.Count).Any(values.IsMissing);
        if (values.IsText)
            return new FittedFill(null, step.Value, indicator);
        if (step.With == ImputeKind.KNearest)
            return NearestFit.Of(step, column.Name, values.Numbers, companions, origins, indicator, seed);
        return new FittedFill(ConstantOf(step, values.Numbers), null, indicator);
    }

    private double? ConstantOf(ImputeStep step, double[] numbers) => step.With switch
    {
        ImputeKind.Mean => Spread.MomentsOf(numbers)?.Mean,
        ImputeKind.Constant => NumberOf(step.Value!) ?? throw new ArgumentException(
            $"impute with constant: value '{step.Value}' is no number, but {column.Name} holds numbers."),
        ImputeKind.Default when column.Default is { } standing && NumberOf(standing) is { } number => number,
        _ => Spread.SortedOf(numbers) is { Length: > 0 } sorted ? Quantiles.Of(sorted, 0.5) : null,
    };

    private static double? NumberOf(string text) => text switch
    {
        "true" => 1,
        "false" => 0,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
                ? number
                : null,
    };

    private static FittedScale? ScaleOf(ScaleStep step, double[] numbers)
    {
        if (Spread.MomentsOf(numbers) is not { } moments)
            return null;
        if (step.By == ScaleKind.Z)
            return new FittedScale(moments.Mean, moments.Deviation);
        var sorted = Spread.SortedOf(numbers);
        return new FittedScale(sorted[0], sorted[^1] - sorted[0]);
    }

    private FittedOneHot OneHotOf(OneHotStep step, ColumnValues values)
    {
        var most = Enumerable.Range(0, values.Count).Select(values.CategoryOf).OfType<string>()
            .CountBy(category => category, StringComparer.Ordinal)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(step.Most).Select(pair => pair.Key).Order(StringComparer.Ordinal);
        return new FittedOneHot(OutputNames.OfCategories(column.Name, most), OutputNames.OtherOf(column.Name));
    }
}
