using System.Globalization;
using Ayni.Numerics;
using Ayni.Recommenders;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Benchmarking;

/// <summary>What <c>benchmark als</c> measured.</summary>
internal sealed record AlsBenchmarkDocument
{
    public required MachineFacts Machine { get; init; }

    public required MachineCeiling Ceiling { get; init; }

    public required string File { get; init; }

    public required int Users { get; init; }

    public required int Items { get; init; }

    public required int Pairs { get; init; }

    /// <summary>Share of all rows of both sides that have fewer entries than the rank.</summary>
    public required double ShortRowShare { get; init; }

    public required int Threads { get; init; }

    public required int Repeats { get; init; }

    public required ImplicitAlsOptions Options { get; init; }

    public required IReadOnlyList<SolverFigures> Solvers { get; init; }

    /// <summary>Each solver against the first one measured, where there are several.</summary>
    public required IReadOnlyList<SolverComparison> Comparisons { get; init; }

    public static AlsBenchmarkDocument Of(
        MachineFacts machine,
        MachineCeiling ceiling,
        string file,
        CsrMatrix byUser,
        CsrMatrix byItem,
        AlsBenchmark benchmark,
        IReadOnlyList<SolverFigures> solvers) => new()
        {
            Machine = machine,
            Ceiling = ceiling,
            File = file,
            Users = byUser.Rows,
            Items = byUser.Columns,
            Pairs = byUser.EntryCount,
            ShortRowShare = Figures.Round(
                (ShortRows(byUser, benchmark.Options.Rank) + ShortRows(byItem, benchmark.Options.Rank))
                / ((double)byUser.Rows + byItem.Rows)),
            Threads = benchmark.Threads,
            Repeats = benchmark.Repeats,
            Options = benchmark.Options,
            Solvers = solvers,
            Comparisons = [.. solvers.Skip(1).Select(solver => SolverComparison.Of(solver, solvers[0]))],
        };

    public void Print(TrainerConsole console)
    {
        console.Out.WriteLine(Machine);
        console.Out.WriteLine(Machine.Command);
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{File}: {Users:N0} × {Items:N0}, {Pairs:N0} pairs; rank {Options.Rank}, {Threads} threads, "
            + $"{ShortRowShare:P1} of the rows shorter than the rank."));
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Ceiling: {Ceiling.FusedGigaflops:F0} GF/s of fused multiply-adds, {Ceiling.ProductGigaflops:F0} GF/s in "
            + $"a matrix product, {Ceiling.ReadGigabytes:F1} GB/s read."));
        TableOutput.Write(console, SolverTable());
        TableOutput.Write(console, SweepTable());
        foreach (var comparison in Comparisons)
            console.Out.WriteLine(comparison);
    }

    private Spectre.Console.Table SolverTable()
    {
        var table = TableOutput.Create(["", .. Solvers.Select(solver => solver.Solver)]);
        Row("sweep, s: median", solver => Figures.Text(solver.SweepSeconds.Median));
        Row("least to most", solver =>
            $"{Figures.Text(solver.SweepSeconds.Min)} to {Figures.Text(solver.SweepSeconds.Max)}");
        Row("CPU s", solver => Figures.Text(solver.SweepCpuSeconds.Median));
        Row("first sweep, s", solver => Figures.Text(solver.WarmUpSeconds));
        Row("10⁹ operations", solver => Figures.Text(solver.SweepGigaoperations));
        Row("GF/s", solver => Figures.Text(solver.Gigaflops));
        Row("of fused", solver => solver.ShareOfFused.ToString("P1", CultureInfo.InvariantCulture));
        Row("of a product", solver => solver.ShareOfProduct.ToString("P1", CultureInfo.InvariantCulture));
        Row("needed, MB", solver => Figures.Text(solver.Memory.NeededMegabytes));
        Row("held / needed", solver => Figures.Text(solver.Memory.HeldRatio));
        Row("working set / needed", solver => Optional(solver.Memory.WorkingSetRatio));
        Row("recall@20", solver => Optional(solver.RecallAt20));
        Row("ndcg@20", solver => Optional(solver.NdcgAt20));
        return table;

        void Row(string name, Func<SolverFigures, string> cell) => table.Add([name, .. Solvers.Select(cell)]);
    }

    private Spectre.Console.Table SweepTable()
    {
        var table = TableOutput.Create(
            ["Sweep", .. Solvers.SelectMany(solver => new[] { $"{solver.Solver}, s", "loss" })]);
        for (var sweep = 0; sweep < Solvers[0].Sweeps.Count; sweep++)
        {
            table.Add(
            [
                (sweep + 1).ToString(CultureInfo.InvariantCulture),
                .. Solvers.SelectMany(solver => new[]
                {
                    Figures.Text(solver.Sweeps[sweep].SecondsSoFar),
                    solver.Sweeps[sweep].Loss.ToString("N1", CultureInfo.InvariantCulture),
                }),
            ]);
        }

        return table;
    }

    private static string Optional(double? value) => value is { } known ? TableOutput.Figure(known) : "";

    private static int ShortRows(CsrMatrix rows, int rank) =>
        Enumerable.Range(0, rows.Rows).Count(row => rows.RowLength(row) < rank);
}
