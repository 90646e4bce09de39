using Turn = (
    Ayni.Grains.Training.RunMachineState State,
    System.Collections.Immutable.ImmutableArray<Ayni.Grains.Training.RunCommand> Commands);

namespace Ayni.Grains.Training;

/// <summary>
/// The part of <see cref="RunMachine"/> that searches options: one trial after the other, each recorded before the next
/// is asked for, so that a lost one alone is made again. What was chosen is durable before the plan is written with it:
/// no two activations can write two choices.
/// </summary>
internal static class SearchMachine
{
    /// <summary>Goes on after the trials that are recorded.</summary>
    public static Turn Begin(RunMachineState state) => GoOn(state with { Stage = RunStage.Search });

    /// <summary>A trial was made.</summary>
    public static Turn Tried(RunMachineState state, RunEvent.Tried tried) =>
        tried.Number == state.Run.Status.Search!.Trials.Length && !state.Run.Search!.IsSettled
            ? GoOn(state with { Run = state.Run.Tried(tried.Trial) })
            : (state, []);

    /// <summary>The plan is in the store with what was chosen.</summary>
    public static Turn Settled(RunMachineState state, RunEvent.SearchSettled settled) =>
        RunMachine.SaveAndGoOn(state with { Plan = settled.Plan }, state.Run.Sweeping());

    private static Turn GoOn(RunMachineState state)
    {
        var (run, plan) = (state.Run, state.Plan!);
        if (run.Search!.IsSettled)
            return (state, [new RunCommand.SettleSearch(plan with { Options = run.Status.Options! })]);
        var trials = run.Status.Search!.Trials;
        var search = new SearchPlan(plan, run.Search.Asked, trials);
        return search.Next(out var end) is { } next
            ? (state, [new RunCommand.Try(plan, next, trials.Length)])
            : RunMachine.SaveAndGoOn(state, run.Settled(search.Options, search.Chosen, end));
    }
}
