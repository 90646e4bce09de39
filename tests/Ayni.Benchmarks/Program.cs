using System.CommandLine;
using Ayni.Benchmarks.Answers;
using Ayni.Benchmarks.Exports;
using Ayni.Benchmarks.Reranking;
using Ayni.Benchmarks.Training;

var root = new RootCommand("Measures what needs a cluster.")
{
    TrainingCommand.Create(Console.Out, TimeProvider.System),
    AnswersCommand.Create(Console.Out, TimeProvider.System),
    ExportsCommand.Create(Console.Out, TimeProvider.System),
    RerankingCommand.Create(Console.Out, TimeProvider.System),
};
return await root.Parse(args).InvokeAsync();
