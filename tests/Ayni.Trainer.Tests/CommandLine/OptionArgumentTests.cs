using System.CommandLine;
using Ayni.Domain.Training;
using Ayni.Trainer.Training;

namespace Ayni.Trainer.Tests.CommandLine;

/// <summary>The command line has the options of the table, with their defaults.</summary>
public sealed class OptionArgumentTests
{
    // What a shop gets where nobody says otherwise: options that are chosen for it.
    private static readonly TrainingOptions Defaults = TrainingOptionTable.All.OfType<ChoiceOption>().Aggregate(
        new TrainingOptions(), (options, choice) => choice.Write(options, choice.Default));

    [Fact]
    public void Read_NothingGiven_IsTheDefaults()
    {
        var (command, arguments) = Command();

        Assert.Equal(Defaults, Read(arguments, command.Parse([])));
    }

    [Fact]
    public void Read_EveryOptionAtItsUpperBound_IsWhatTheTableWrites()
    {
        var (command, arguments) = Command();
        foreach (var argument in arguments)
        {
            var (text, expected) = argument.Of switch
            {
                NumberOption<int> whole => ($"{whole.Max}", whole.Write(Defaults, whole.Max)),
                NumberOption<long> whole => ($"{whole.Max}", whole.Write(Defaults, whole.Max)),
                NumberOption<double> number => ($"{number.Max}", number.Write(Defaults, number.Max)),
                SwitchOption which => ($"{!which.Default}", which.Write(Defaults, !which.Default)),
                ChoiceOption choice => (choice.Names[^1], choice.Write(Defaults, choice.Names[^1])),
                _ => throw new InvalidOperationException(argument.Of.Name),
            };

            Assert.Equal(expected, Read(arguments, command.Parse([argument.Of.ArgumentName!, text])));
        }
    }

    private static (Command Command, IReadOnlyList<OptionArgument> Arguments) Command()
    {
        var arguments = OptionArgument.Create(TrainingOptionTable.All);
        var command = new RootCommand();
        foreach (var argument in arguments)
            command.Add(argument.Option);
        return (command, arguments);
    }

    private static TrainingOptions Read(
        IEnumerable<OptionArgument> arguments, ParseResult parsed) => arguments.Aggregate(
        new TrainingOptions(), (options, argument) => argument.Read(options, parsed, file: null));
}
