using Ayni.Domain;
using Ayni.Preprocessing.Declarations;
using Ayni.Preprocessing.Fitted;
using Ayni.Preprocessing.Tables;

namespace Ayni.Preprocessing.Fitting;

/// <summary>Fits a declared pipeline on the rows of a table before its cut, and on no others.</summary>
public static class PipelineFitter
{
    /// <summary>Fits it, reading a column at a time.</summary>
    /// <param name="table">The table.</param>
    /// <param name="declaration">What to do.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The declaration does not fit the table: where and why.</exception>
    public static async Task<FittedRun> FitAsync(
        ITable table, PipelineDeclaration declaration, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(declaration);
        declaration.Validate();
        RequireColumns(table, declaration);
        var times = (await table.ReadAsync(ColumnOf(table, table.TimeColumn, "time"), cancellationToken)).Numbers;
        var cut = declaration.Train.CutOf(times);
        int[] train = [.. Enumerable.Range(0, times.Length).Where(row => times[row] < cut)];
        var reader = new TrainReader(table, train);
        var target = declaration.Target is { } told
            ? FittedPipeline.TargetOf(told, await reader.ReadAsync(told.Column, cancellationToken))
            : null;
        var companions = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var name in declaration.Steps.OfType<ImputeStep>().SelectMany(step => step.By ?? []).Distinct())
            companions[name] = (await reader.ReadAsync(name, cancellationToken)).Numbers;
        var origins = companions.Count > 0 && table.OriginColumn is { } origin
            ? (await reader.ReadAsync(origin, cancellationToken)).Numbers
            : null;
        List<FittedColumn> columns = [];
        foreach (var column in table.Columns.Where(column => column.Name != declaration.Target?.Column))
        {
            var taken = declaration.Steps.Where(step => step.Takes(column)).ToArray();
            if (taken.Length > 0)
            {
                var fitter = new ColumnFitter(column, reader, declaration.Seed, target, companions, origins);
                columns.Add(new FittedColumn(
                    column.Name, column.Kind, await fitter.FitAsync(taken, cancellationToken)));
            }
            else if (!column.IsKey)
            {
                columns.Add(new FittedColumn(column.Name, column.Kind, []));
            }
        }

        RequireUnique(columns);
        var pipeline = new FittedPipeline
        {
            Version = FittedPipeline.CurrentVersion,
            Hash = "",
            FeatureSet = table.FeatureSet,
            Table = table.Name,
            TimeColumn = table.TimeColumn,
            Cut = DateTimeOffset.FromUnixTimeMilliseconds(cut),
            TrainRows = train.Length,
            Declaration = declaration,
            Columns = columns,
        };
        return new FittedRun(
            pipeline.WithHash(), train, await SampleAsync(declaration, reader, cancellationToken));
    }

    /// <summary>A column by its name.</summary>
    internal static TableColumn ColumnOf(ITable table, string name, string where) =>
        table.Columns.FirstOrDefault(column => column.Name == name) ?? throw new ArgumentException(
            $"{where} names column {name}, which {table.Name} has not. "
            + Nearest.Remedy(name, [.. table.Columns.Select(column => column.Name)]));

    private static async Task<int[]?> SampleAsync(
        PipelineDeclaration declaration, TrainReader reader, CancellationToken cancellationToken)
    {
        if (declaration.Sample is not { } sample)
            return null;
        return RowSampler.Draw(
            sample, await reader.ReadAsync(sample.Column, cancellationToken), declaration.Seed);
    }

    private static void RequireColumns(ITable table, PipelineDeclaration declaration)
    {
        for (var index = 0; index < declaration.Steps.Count; index++)
        {
            var step = declaration.Steps[index];
            var where = $"steps[{index}]";
            foreach (var name in (step.IfPresent ? [] : step.Columns ?? []).Concat(step.Except ?? []))
                _ = ColumnOf(table, name, where);
            foreach (var name in step is ImputeStep { By: { } by } ? by : [])
                RequireNumbers(ColumnOf(table, name, $"{where}.by"), $"{where}.by", declaration.Target);
            if (step is TargetEncodeStep { Group: { } group })
                _ = ColumnOf(table, group, $"{where}.group");
        }

        if (declaration.Target is { } target && ColumnOf(table, target.Column, "target") is var column
            && target.EqualTo is null && !column.IsNumeric)
        {
            throw new ArgumentException(
                $"target.column {column.Name} holds texts: give equal_to, the text that counts as 1.");
        }

        if (declaration.Sample is { } sample && ColumnOf(table, sample.Column, "sample") is { IsNumeric: false } text
            && sample.By == SampleKind.Weighted)
        {
            throw new ArgumentException($"sample.column {text.Name} holds texts: give a column of weights.");
        }
    }

    private static void RequireNumbers(TableColumn column, string where, TargetDeclaration? target)
    {
        if (!column.IsNumeric)
            throw new ArgumentException($"{where} names {column.Name}, which holds texts: give columns of numbers.");
        if (column.Name == target?.Column)
            throw new ArgumentException($"{where} names {column.Name}, the target, which no feature may know.");
    }

    private static void RequireUnique(IEnumerable<FittedColumn> columns)
    {
        var twice = columns.SelectMany(OutputNames.Of).GroupBy(name => name, StringComparer.Ordinal)
            .FirstOrDefault(names => names.Count() > 1 || names.Key == FittedPipeline.TargetName);
        if (twice is not null)
        {
            throw new ArgumentException(
                $"Two columns of the output would be called {twice.Key}: drop one of those that they come from.");
        }
    }
}
