using Ayni.Trainer;
using Ayni.Trainer.Terminal;

return await TrainerProgram.RunAsync(args, TrainerConsole.OfProcess(), CancellationToken.None);
