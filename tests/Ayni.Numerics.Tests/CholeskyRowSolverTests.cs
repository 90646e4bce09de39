namespace Ayni.Numerics.Tests;

public sealed class CholeskyRowSolverTests : RowSolverTests
{
    [Fact]
    public void Solve_SolutionPastFloat_IsAnError()
    {
        var side = FixedSide.OfTurned(new[] { 1e-42f }, [0], 1);
        Assert.Throws<NormalEquationException>(
            () => Create(1).Solve(side, new RowEquation([0], [1f], 1e-90), new float[1]));
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(13, 30)]
    public void SolveParts_RandomRow_AreTheEntriesSolvedOneByOne(int rank, int entries)
    {
        var side = Side(rank, seed: rank);
        var factors = side.Factors.ToArray();
        var (indices, confidences) = RandomRow(entries, seed: entries);
        var target = side.FactorOf(7).ToArray();
        var parts = new double[entries];
        new CholeskyRowSolver(rank).SolveParts(side, new RowEquation(indices, confidences, 0.05), target, parts);
        for (var entry = 0; entry < entries; entry++)
        {
            var alone = AlsReference.SolvePart(indices, confidences, factors, rank, 0.1, 0.05, entry);
            Assert.Equal(alone.Zip(target, (left, right) => left * right).Sum(), parts[entry], 1e-5);
        }

        var whole = AlsReference.Solve(indices, confidences, factors, rank, 0.1, 0.05);
        Assert.Equal(whole.Zip(target, (left, right) => left * right).Sum(), parts.Sum(), 1e-5);
    }

    [Fact]
    public void SolvePartsOfFactorized_ManyTargets_SameBitsAsOneByOne()
    {
        const int rank = 13;
        var side = Side(rank, seed: 3);
        var (indices, confidences) = RandomRow(30, seed: 4);
        var equation = new RowEquation(indices, confidences, 0.05);
        var (many, one) = (new CholeskyRowSolver(rank), new CholeskyRowSolver(rank));
        var (parts, expected) = (new double[30], new double[30]);
        many.Factorize(side, equation);
        for (var target = 0; target < 9; target++)
        {
            many.SolvePartsOfFactorized(side, equation, side.FactorOf(target), parts);
            one.SolveParts(side, equation, side.FactorOf(target), expected);
            Assert.Equal(expected, parts);
        }
    }

    protected override IRowSolver Create(int rank) => new CholeskyRowSolver(rank);
}
