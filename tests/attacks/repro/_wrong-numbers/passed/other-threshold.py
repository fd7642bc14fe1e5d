write(share=mean([x > 55 for x in column("score")]))
